/** What auditors ask for: each event with who, why and when, and what it did to the balance. Reads the view of the same name. */
@NullMarked
package io.daybook.query.audit;

import org.jspecify.annotations.NullMarked;
