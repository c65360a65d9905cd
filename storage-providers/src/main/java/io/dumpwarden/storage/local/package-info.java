/** A folder as a storage: recognised by a marker, written through temporary names, fsynced. */
@NullMarked
package io.dumpwarden.storage.local;

import org.jspecify.annotations.NullMarked;
