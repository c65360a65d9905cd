/** Who may call what, and how every answer is made: rules of routes, callers, problems, JSON. */
@NullMarked
package io.dumpwarden.admin.route;

import org.jspecify.annotations.NullMarked;
