/** What was stored: backups, their copies, their objects, the manifest. */
@NullMarked
package io.dumpwarden.catalog;

import org.jspecify.annotations.NullMarked;
