/**
 * What the operator asked for: servers, schedules, storages, retention rules, as rows and as
 * checked values.
 */
@NullMarked
package io.dumpwarden.config;

import org.jspecify.annotations.NullMarked;
