/** Decryption of personal data for responses; what cannot be decrypted is said to be withheld. */
@NullMarked
package io.daybook.query.privacy;

import org.jspecify.annotations.NullMarked;
