@NullMarked
package io.daybook.command.document.domain;

import org.jspecify.annotations.NullMarked;
