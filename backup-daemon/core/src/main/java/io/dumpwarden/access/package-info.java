/** Who did what: the audit trail. */
@NullMarked
package io.dumpwarden.access;

import org.jspecify.annotations.NullMarked;
