/** A source schema of everything that a dump may get wrong. */
@NullMarked
package io.dumpwarden.engines.nasty;

import org.jspecify.annotations.NullMarked;
