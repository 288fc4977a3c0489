/**
 * Documents of accounts, over REST. The content is in the document store before the event that refers to it is in the log;
 * content that no event refers to is deleted.
 */
@NullMarked
package io.daybook.command.document;

import org.jspecify.annotations.NullMarked;
