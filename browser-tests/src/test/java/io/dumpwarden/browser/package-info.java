/** The pages of a running daemon, seen and used with a browser. */
@NullMarked
package io.dumpwarden.browser;

import org.jspecify.annotations.NullMarked;
