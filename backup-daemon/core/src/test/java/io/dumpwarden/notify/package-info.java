@NullMarked
package io.dumpwarden.notify;

import org.jspecify.annotations.NullMarked;
