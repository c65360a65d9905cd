/** How the fleet stands: figures over everything, and what of it is not as it should be. */
@NullMarked
package io.dumpwarden.statistics;

import org.jspecify.annotations.NullMarked;
