/** What the admin server asks of the daemon: one interface for each kind of work. */
@NullMarked
package io.dumpwarden.admin.desk;

import org.jspecify.annotations.NullMarked;
