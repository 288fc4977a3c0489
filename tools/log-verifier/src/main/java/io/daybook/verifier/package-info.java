/** The offline verifier: what it says depends on the files it is given, and on nothing that the log's keeper runs. */
@NullMarked
package io.daybook.verifier;

import org.jspecify.annotations.NullMarked;
