package dev.awsmlops.sandbox.aws.codecommit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The ids that git itself gives to the same content (Pro Git, "Git Internals - Git Objects"). */
final class GitId {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

    private GitId() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * The id of an object.
     *
     * @param type {@code blob}, {@code tree} or {@code commit}
     */
    static String of(String type, byte[] content) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update((type + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /** One entry of the content of a tree. */
    static byte[] treeEntry(String octalMode, String name, String id) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes((octalMode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
        entry.writeBytes(HexFormat.of().parseHex(id));
        return entry.toByteArray();
    }
}
