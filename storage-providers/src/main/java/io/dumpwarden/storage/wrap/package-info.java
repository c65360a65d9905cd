/** Storages around storages. */
@NullMarked
package io.dumpwarden.storage.wrap;

import org.jspecify.annotations.NullMarked;
