/** What people and probes reach over HTTP: the admin server. */
@NullMarked
package io.dumpwarden.admin;

import org.jspecify.annotations.NullMarked;
