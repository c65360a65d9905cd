/**
 * Where bytes rest. A {@link io.dumpwarden.storage.StorageProvider} keeps objects under keys; it
 * knows nothing of databases, runs or schedules.
 */
@NullMarked
package io.dumpwarden.storage;

import org.jspecify.annotations.NullMarked;
