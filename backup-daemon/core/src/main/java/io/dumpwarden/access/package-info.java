/** Who may use the admin server, and who did what: users, sessions, tokens, the audit trail. */
@NullMarked
package io.dumpwarden.access;

import org.jspecify.annotations.NullMarked;
