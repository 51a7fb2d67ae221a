// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Makes several calls in one transaction; fails with the first that fails.
contract TestCaller {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    /// The native coin of an account, for simulations that can only call.
    function coinOf(address account) external view returns (uint256) {
        return account.balance;
    }

    function run(Call[] calldata calls) external payable {
        for (uint256 i; i < calls.length; ++i) {
            (bool done, bytes memory why) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            if (!done) {
                assembly ("memory-safe") {
                    revert(add(why, 0x20), mload(why))
                }
            }
        }
    }
}
