@NullMarked
package io.dumpwarden.admin.live;

import org.jspecify.annotations.NullMarked;
