/** Reads are audited too: who asked about which account or document, when, and what the answer was. */
@NullMarked
package io.daybook.query.reads;

import org.jspecify.annotations.NullMarked;
