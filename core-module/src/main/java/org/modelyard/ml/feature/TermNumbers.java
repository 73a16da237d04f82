package org.modelyard.ml.feature;

/** Numbers for the terms of a text: words first, then runs of characters. */
sealed interface TermNumbers {

    int size();

    /** How many of them are words. */
    int words();

    /** @return 0 to size - 1, or -1 for a term without a number */
    int find(int kind, char[] text, int from, int to, int hash);

    String meaning(int number);

    /** The terms that training rows held. */
    record Vocabulary(TermTable table, int words) implements TermNumbers {
        @Override
        public int size() {
            return table.size();
        }

        @Override
        public int find(int kind, char[] text, int from, int to, int hash) {
            return table.find(kind, text, from, to, hash);
        }

        @Override
        public String meaning(int number) {
            return (number < words ? " word '" : " characters '") + table.text(number) + "'";
        }
    }

    /**
     * Buckets that terms share by their hash: nothing is forgotten, and what a bucket means cannot be told.
     *
     * @param bits 2^bits buckets for words and, where there are any, as many for runs of characters
     */
    record Buckets(int bits, boolean characters) implements TermNumbers {
        @Override
        public int size() {
            return characters ? 2 << bits : 1 << bits;
        }

        @Override
        public int words() {
            return 1 << bits;
        }

        @Override
        public int find(int kind, char[] text, int from, int to, int hash) {
            return (kind == Terms.WORDS ? 0 : 1 << bits) + HashedCategoryEncoder.bucket(hash, bits);
        }

        @Override
        public String meaning(int number) {
            return number < words() ? " word hash " + number : " characters hash " + (number - words());
        }
    }
}
