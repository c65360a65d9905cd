/** The daemon's side of what the admin server asks for: one class for each desk of it. */
@NullMarked
package io.dumpwarden.app.desk;

import org.jspecify.annotations.NullMarked;
