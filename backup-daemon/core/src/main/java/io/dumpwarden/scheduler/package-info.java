/** When: the rows turned into Quartz triggers. The only room that imports Quartz. */
@NullMarked
package io.dumpwarden.scheduler;

import org.jspecify.annotations.NullMarked;
