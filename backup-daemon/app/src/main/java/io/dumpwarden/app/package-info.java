/** The runnable daemon: its settings, its wiring, its start and its end. */
@NullMarked
package io.dumpwarden.app;

import org.jspecify.annotations.NullMarked;
