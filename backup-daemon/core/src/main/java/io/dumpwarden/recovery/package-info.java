/**
 * When the metadata store is lost: the catalog from the manifests, the store from its own backup.
 */
@NullMarked
package io.dumpwarden.recovery;

import org.jspecify.annotations.NullMarked;
