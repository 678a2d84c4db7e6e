package org.phusong.geodata.sample;

/** The operators of every sample: fictional, each with a network of its own. */
public enum SampleOperator {
    /** Fibre nearly everywhere, LTE and NR. */
    SONG_XANH("Sông Xanh Telecom"),
    /** Cable and fibre in town, LTE. */
    CANH_DIEU("Cánh Diều Net"),
    /** Fixed wireless where nobody else goes, LTE and NR. */
    GIO_BIEN("Gió Biển Mobile"),
    /** Fast fixed wireless, LTE and NR; missing from some wards. */
    HAI_DANG("Hải Đăng Viễn Thông");

    private final String title;

    SampleOperator(String title) {
        this.title = title;
    }

    /** The name it files under, NFC. */
    public String title() {
        return title;
    }
}
