/** As accounts makes them. Whether there is such a user is known there alone; nobody else can hold what they are given. */
export const USER_ID = /^usr_[0-9A-Za-z]{1,60}$/;
