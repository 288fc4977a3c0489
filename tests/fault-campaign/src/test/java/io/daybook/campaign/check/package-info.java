@NullMarked
package io.daybook.campaign.check;

import org.jspecify.annotations.NullMarked;
