/** Who calls: sessions, tokens, signing in, protection of forms. */
@NullMarked
package io.dumpwarden.admin.auth;

import org.jspecify.annotations.NullMarked;
