/**
 * Where the SQL of a restore comes from: a stored backup, a plain file, a server that is dumped.
 */
@NullMarked
package io.dumpwarden.origin;

import org.jspecify.annotations.NullMarked;
