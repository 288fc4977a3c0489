/** The fault campaign: clients work while a nemesis breaks things, and a checker judges what is left. */
@NullMarked
package io.daybook.campaign;

import org.jspecify.annotations.NullMarked;
