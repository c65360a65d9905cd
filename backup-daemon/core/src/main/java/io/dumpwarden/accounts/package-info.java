/** The accounts of a server, read from it and written as a script that makes them again. */
@NullMarked
package io.dumpwarden.accounts;

import org.jspecify.annotations.NullMarked;
