package dev.koda.provider.transport;

/** Joins an address as an operator gave it with a path of the vendor; a version given twice is taken once. */
final class VendorPaths {

    private VendorPaths() {}

    static String join(String basePath, String path) {
        String base = basePath == null ? "" : withoutSlash(basePath);
        int second = path.indexOf('/', 1);
        String version = second < 0 ? path : path.substring(0, second);
        boolean repeated = version.startsWith("/v") && base.endsWith(version);
        return repeated ? base + path.substring(version.length()) : base + path;
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
