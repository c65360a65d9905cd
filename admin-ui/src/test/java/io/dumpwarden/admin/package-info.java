@NullMarked
package io.dumpwarden.admin;

import org.jspecify.annotations.NullMarked;
