/** Restores that prove a backup: into a throwaway server, and on record. */
@NullMarked
package io.dumpwarden.drill;

import org.jspecify.annotations.NullMarked;
