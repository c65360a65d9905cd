@NullMarked
package io.dumpwarden.admin.route;

import org.jspecify.annotations.NullMarked;
