@NullMarked
package io.dumpwarden.statistics;

import org.jspecify.annotations.NullMarked;
