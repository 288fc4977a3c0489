/** What all groups' answers have in common: how parameters are read, pages turned and errors told. */
@NullMarked
package io.daybook.query.http;

import org.jspecify.annotations.NullMarked;
