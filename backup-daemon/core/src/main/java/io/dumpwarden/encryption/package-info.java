/** Stored bytes encrypted and decrypted: the formats, and the keys that backups are made with. */
@NullMarked
package io.dumpwarden.encryption;

import org.jspecify.annotations.NullMarked;
