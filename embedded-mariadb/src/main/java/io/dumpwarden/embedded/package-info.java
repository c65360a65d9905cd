/**
 * A MariaDB server of our own: unpacked from a jar, initialised in a folder, reachable on loopback
 * with a password only, shared by several processes and outliving each of them.
 */
@NullMarked
package io.dumpwarden.embedded;

import org.jspecify.annotations.NullMarked;
