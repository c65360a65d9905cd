/** Databases of random tables, rows and objects: the same ones for the same seed. */
@NullMarked
package io.dumpwarden.engines.random;

import org.jspecify.annotations.NullMarked;
