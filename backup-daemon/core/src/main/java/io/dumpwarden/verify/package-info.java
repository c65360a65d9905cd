/** Whether the copies of backups are still what was proven; and their repair. */
@NullMarked
package io.dumpwarden.verify;

import org.jspecify.annotations.NullMarked;
