/** Views in DynamoDB: conditions on versions do what transactions do in Postgres; a generation is a table. */
@NullMarked
package io.daybook.projector.engine.dynamodb;

import org.jspecify.annotations.NullMarked;
