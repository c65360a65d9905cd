/** What changes while it is looked at: server-sent events. */
@NullMarked
package io.dumpwarden.admin.live;

import org.jspecify.annotations.NullMarked;
