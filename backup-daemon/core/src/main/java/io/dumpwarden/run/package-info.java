/**
 * What a run is: its row in the queue, how far it got, how it is ended from outside, what it says.
 */
@NullMarked
package io.dumpwarden.run;

import org.jspecify.annotations.NullMarked;
