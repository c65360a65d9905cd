/** The command line: one class for each command. */
@NullMarked
package io.dumpwarden.app.command;

import org.jspecify.annotations.NullMarked;
