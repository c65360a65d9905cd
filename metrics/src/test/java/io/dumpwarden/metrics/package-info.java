@NullMarked
package io.dumpwarden.metrics;

import org.jspecify.annotations.NullMarked;
