/** A storage in memory: the contract at its smallest. */
@NullMarked
package io.dumpwarden.storage.memory;

import org.jspecify.annotations.NullMarked;
