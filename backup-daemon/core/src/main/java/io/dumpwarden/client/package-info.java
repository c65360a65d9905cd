/** The servers' own client programs: fed with SQL, and what they say about it. */
@NullMarked
package io.dumpwarden.client;

import org.jspecify.annotations.NullMarked;
