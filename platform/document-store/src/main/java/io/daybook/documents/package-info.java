/**
 * The document store: keeps the contents of documents outside of the log, in files or in an S3 bucket. The command-service
 * writes it, the query-service reads it; what is known about a document stands in its events.
 */
@NullMarked
package io.daybook.documents;

import org.jspecify.annotations.NullMarked;
