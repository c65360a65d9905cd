/** A database server seen from outside: connect, versions, databases, inventory. */
@NullMarked
package io.dumpwarden.source;

import org.jspecify.annotations.NullMarked;
