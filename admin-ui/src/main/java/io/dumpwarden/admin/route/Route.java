package io.dumpwarden.admin.route;

/**
 * A route that is registered.
 *
 * @param method as HTTP writes it: {@code GET}
 * @param path with parameters in braces: {@code /api/v1/servers/{name}}
 */
public record Route(String method, String path, Access access) {}
