/** What a backup of a server would meet, found out before it begins. */
@NullMarked
package io.dumpwarden.preflight;

import org.jspecify.annotations.NullMarked;
